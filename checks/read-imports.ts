import { posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  /** As written. */
  specifier: string;
  /** Path from the root where it means a file of this project, else null. */
  path: string | null;
  line: number;
  isTypeOnly: boolean;
}

/** Imports, re-exports and dynamic imports of a .ts, .js or .svelte file. */
export function readImports(path: string, text: string): Import[] {
  return (path.endsWith('.svelte') ? scriptsOf(text) : [{ code: text, lineBefore: 0 }]).flatMap(
    ({ code, lineBefore }) => importsOf(path, code, lineBefore),
  );
}

function scriptsOf(text: string): { code: string; lineBefore: number }[] {
  return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((found) => ({
    code: found[1]!,
    lineBefore: text.slice(0, found.index + found[0].indexOf('>') + 1).split('\n').length - 1,
  }));
}

function importsOf(path: string, code: string, lineBefore: number): Import[] {
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = lineBefore + file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    found.push({ specifier: specifier.text, path: resolveSpecifier(path, specifier.text), line, isTypeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0], false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.isTypeOnly) return true;
  const { name, namedBindings } = importClause;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}

function resolveSpecifier(from: string, specifier: string): string | null {
  if (specifier.startsWith('#app/')) return `src/${specifier.slice('#app/'.length)}`;
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier));
  return null;
}
