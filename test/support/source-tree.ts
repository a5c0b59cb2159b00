/** The project's own files as text, and what can be told from TypeScript's text: imports, cycles, lengths. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface SourceFile {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const ROOT = join(import.meta.dirname, '../..');
const TEXT = /(?:\.(?:ts|js|cjs|mjs|json|md|yaml|yml|csv|sh)|^[^.]+|^\.[a-z]+|\/[^./]+)$/;

/** The text files below a folder that are not ignored by git. */
export function filesBelow(folder = ''): readonly SourceFile[] {
  const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n');
  const skip = new Set([...ignored.map((line) => line.replace(/\/$/, '')), '.git']);
  const found: SourceFile[] = [];
  const walk = (at: string) => {
    for (const entry of readdirSync(join(ROOT, at), { withFileTypes: true })) {
      const path = posix.join(at, entry.name);
      if (skip.has(entry.name) || skip.has(path)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && TEXT.test(path)) found.push({ path, text: readFileSync(join(ROOT, path), 'utf8') });
    }
  };
  walk(folder);
  return found;
}

/** Comments, and the insides of strings, templates and regular expressions. */
const NO_CODE =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}|[^`\\])*`|(?<=(?:[(,=:[!&|?{};>]|return)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g;

/** The code alone: all else is blanked, lines and columns stay. */
export function codeOf(text: string): string {
  return text.replace(NO_CODE, (match) => match.replace(/[^\n]/g, ' '));
}

/** The specifiers of all imports, type-only and lazy ones included, in the order of the text. */
export function importsOf(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gm, '');
  const found = code.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\(\s*)(['"])([^'"\n]+)\1/g);
  return [...found].map((match) => match[2]!);
}

/** The project's files that a file imports. */
export function ownImports({ path, text }: SourceFile): readonly string[] {
  return importsOf(text)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(path), specifier));
}

/** Groups of files that import one another, directly or not. */
export function cyclesAmong(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const edges = new Map(files.map((file) => [file.path, ownImports(file)]));
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const cycles: string[][] = [];
  const visit = (path: string): number => {
    order.set(path, order.size);
    lowest.set(path, order.get(path)!);
    open.push(path);
    for (const next of edges.get(path) ?? []) {
      if (!edges.has(next)) continue;
      if (!order.has(next)) lowest.set(path, Math.min(lowest.get(path)!, visit(next)));
      else if (open.includes(next)) lowest.set(path, Math.min(lowest.get(path)!, order.get(next)!));
    }
    if (lowest.get(path) === order.get(path)) {
      const group = open.splice(open.indexOf(path));
      if (group.length > 1 || edges.get(path)!.includes(path)) cycles.push(group.sort());
    }
    return lowest.get(path)!;
  };
  for (const path of edges.keys()) if (!order.has(path)) visit(path);
  return cycles;
}

export interface Block {
  /** 1-based line on which the head begins. */
  readonly line: number;
  /** Without those of the functions that are declared inside, which count by themselves. */
  readonly lines: number;
}

interface OpenBlock {
  readonly head: number;
  readonly declared: boolean;
  /** Lines of the functions declared inside. */
  inner: number;
}

/** The bodies of functions, and the blocks within them that follow a bracket; undefined where brackets do not match. */
export function blocksOf(text: string): readonly Block[] | undefined {
  const code = codeOf(text);
  const open: OpenBlock[] = [];
  const blocks: Block[] = [];
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '{') open.push(opened(code, at));
    if (code[at] !== '}') continue;
    const block = open.pop();
    if (block === undefined) return undefined;
    const whole = code.slice(block.head, at).split('\n').length;
    const outer = open.at(-1);
    if (outer !== undefined) outer.inner += block.declared ? whole : block.inner;
    if (block.head < 0) continue;
    blocks.push({ line: code.slice(0, block.head).split('\n').length, lines: whole - block.inner });
  }
  return open.length === 0 ? blocks : undefined;
}

/** What stands before the brackets of a function with a name, or before the arrow of a constant one. */
const DECLARED = /\bfunction\b\*?\s*\w+(?:<[^()]*>)?\s*$|\bconst\s+\w+\s*=\s*(?:async\s*)?\([^;{}]*$/;

function opened(code: string, brace: number): OpenBlock {
  const head = headOf(code, brace);
  return { head, declared: head >= 0 && DECLARED.test(code.slice(0, head)), inner: 0 };
}

/** Where the head of the function or block that opens here begins; -1 for objects, types, classes and modules. */
function headOf(code: string, brace: number): number {
  const before = code.slice(0, brace).trimEnd();
  if (before.endsWith('=>')) return before.length - 2;
  const typed = /\)(?:\s*:[^;={}()]*(?:\{[^{}]*\})?[^;={}()]*)?$/.exec(before);
  if (typed === null) return -1;
  let depth = 0;
  for (let at = typed.index; at >= 0; at -= 1) {
    if (before[at] === ')') depth += 1;
    if (before[at] === '(') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
