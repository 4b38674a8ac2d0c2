import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  QueryId,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';

const writes = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode', 'MergeQueryNode']);

/** Notices writes of a transaction, so that one without an audit entry is refused when it ends. */
export class WriteWatch implements KyselyPlugin {
  #writing = new WeakSet<QueryId>();
  #wrote = false;
  /** Not so where a statement found nothing to write, since somebody else was first. */
  #changed = false;
  #audited = false;

  get hasWritten(): boolean {
    return this.#wrote;
  }

  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    if (writes.has(args.node.kind)) {
      this.#wrote = true;
      this.#writing.add(args.queryId);
    }
    return args.node;
  }

  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    if (this.#writing.has(args.queryId) && args.result.numAffectedRows !== 0n) this.#changed = true;
    return args.result;
  }

  audited(): void {
    this.#audited = true;
  }

  /** Throws, and so rolls back, when something was written and nobody said so in the audit log. */
  requireAudit(): void {
    if (this.#changed && !this.#audited)
      throw new Error('This transaction wrote without an audit entry: call tx.audit.');
  }
}
