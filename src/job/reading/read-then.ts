/** Reads `then`: the transforms of a value, each checked with its arguments. */

import { parseDecimal } from '../../model/decimal.ts';
import type { TransformStep } from '../../model/job.ts';
import type { Transform } from '../../model/transform.ts';
import { didYouMean, oneOf, type Problems } from '../problems.ts';
import type { JobNode, TextNode } from '../yaml/job-node.ts';
import { readText, readTexts } from './read-node.ts';

type Argument = Transform['args'][number];

/** A list of transforms, or a single one. */
export function readThen(
  node: JobNode,
  transforms: readonly Transform[],
  problems: Problems,
): readonly TransformStep[] {
  const steps = node.kind === 'list' ? node.items : [node];
  return steps.map((step) => readStep(step, transforms, problems)).filter((step) => step !== undefined);
}

function readStep(node: JobNode, transforms: readonly Transform[], problems: Problems): TransformStep | undefined {
  if (node.kind === 'map') {
    const [entry, second] = node.entries;
    if (entry === undefined || second !== undefined) {
      const message = 'Each step of `then` is one transform. Write a list: `then: [trim, { truncate: 50 }]`.';
      problems.add(second?.keyAt ?? node.at, 'transform', message);
      return undefined;
    }
    const name: TextNode = { kind: 'text', text: entry.key, quoted: true, at: entry.keyAt };
    return readCall(name, entry.value, transforms, problems);
  }
  const name = readText(node, 'A step of `then`', problems);
  return name === undefined ? undefined : readCall(name, undefined, transforms, problems);
}

function readCall(
  name: TextNode,
  argument: JobNode | undefined,
  transforms: readonly Transform[],
  problems: Problems,
): TransformStep | undefined {
  const transform = transforms.find((candidate) => candidate.name === name.text);
  if (transform === undefined) {
    const names = transforms.map((candidate) => candidate.name);
    const near = didYouMean(name.text, names);
    const message = `\`${name.text}\` is no transform.${near === '' ? ` There are ${oneOf(names)}.` : near}`;
    problems.add(name.at, 'unknown-transform', message, name.text);
    return undefined;
  }
  const texts = argument === undefined ? [] : readTexts(argument, `\`${name.text}\``, problems);
  const args = texts.map((text) => text.text);
  const wrong = wrongArguments(transform, args) ?? compileError(transform, args);
  if (wrong === undefined) return { name: transform.name, args, at: name.at };
  if (argument?.kind !== 'blank') problems.add(texts[0]?.at ?? name.at, 'transform', wrong, name.text);
  return undefined;
}

function wrongArguments(transform: Transform, args: readonly string[]): string | undefined {
  const { name, args: wanted } = transform;
  if (args.length !== wanted.length) {
    const count = args.length === 0 ? 'none' : String(args.length);
    return wanted.length === 0
      ? `\`${name}\` takes nothing besides: write \`then: ${name}\`.`
      : `\`${name}\` takes ${wanted.length === 1 ? 'one value' : `${wanted.length} values`}, not ${count}: \`${exampleOf(transform)}\`.`;
  }
  for (const [index, argument] of wanted.entries()) {
    const wrong = wrongArgument(argument, args[index]!);
    if (wrong !== undefined) return `\`${name}\` takes ${wrong}, not \`${args[index]}\`: \`${exampleOf(transform)}\`.`;
  }
  return undefined;
}

function wrongArgument(argument: Argument, text: string): string | undefined {
  if (argument.kind === 'whole' && !/^-?\d{1,9}$/.test(text)) return `a whole number as ${argument.name}`;
  if (argument.kind === 'decimal' && parseDecimal(text) === undefined) return `a plain number as ${argument.name}`;
  return undefined;
}

function compileError(transform: Transform, args: readonly string[]): string | undefined {
  const compiled = transform.compile(args);
  return typeof compiled === 'string' ? `\`${transform.name}\`: ${compiled}` : undefined;
}

function exampleOf(transform: Transform): string {
  const names = transform.args.map((argument) => argument.name);
  return `{ ${transform.name}: ${names.length === 1 ? names[0] : `[${names.join(', ')}]`} }`;
}
