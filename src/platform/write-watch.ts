import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';

const writes = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode', 'MergeQueryNode']);

/** Notices writes of a transaction, so that one without an audit entry is refused when it ends. */
export class WriteWatch implements KyselyPlugin {
  #wrote = false;
  #audited = false;

  get hasWritten(): boolean {
    return this.#wrote;
  }

  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    if (writes.has(args.node.kind)) this.#wrote = true;
    return args.node;
  }

  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return args.result;
  }

  audited(): void {
    this.#audited = true;
  }

  /** Throws, and so rolls back, when something was written and nobody said so in the audit log. */
  requireAudit(): void {
    if (this.#wrote && !this.#audited) throw new Error('This transaction wrote without an audit entry: call tx.audit.');
  }
}
