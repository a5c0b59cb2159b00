/** The steps of `then`: transforms one after the other, each with the formats of its value. */

import type { TransformStep } from '../model/job.ts';
import { nearest } from '../model/nearest.ts';
import type { Cell } from '../model/source-row.ts';
import type { ApplyTransform, TransformContext } from '../model/transform.ts';
import type { ReadDate } from './date-format.ts';
import { type Failure, isFailure } from './failure.ts';
import { isBlank } from './is-blank.ts';
import type { ReadNumber } from './number-format.ts';
import type { ValueCompiler } from './value-compiler.ts';

/** Stops where a step leaves nothing. Never called with a blank cell. */
export type ApplySteps = (cell: Cell) => Cell | Failure;

/** Unknown transforms and wrong arguments become problems of the job. */
export function compileSteps(
  steps: readonly TransformStep[],
  compiler: ValueCompiler,
): (numbers: ReadNumber, dates: ReadDate) => ApplySteps {
  const compiled: ApplyTransform[] = [];
  for (const step of steps) {
    const applied = compileStep(step, compiler);
    if (typeof applied === 'string') compiler.problem(step.at, 'job/transform', applied);
    else compiled.push(applied);
  }
  return (numbers, dates) => bindSteps(compiled, numbers, dates);
}

function compileStep(step: TransformStep, compiler: ValueCompiler): ApplyTransform | string {
  const transform = compiler.transforms.get(step.name);
  if (transform === undefined) {
    const [close] = nearest(step.name, compiler.transforms.keys(), 1);
    const hint =
      close === undefined ? `There are: ${[...compiler.transforms.keys()].join(', ')}.` : `Did you mean \`${close}\`?`;
    return `\`${step.name}\` is no transform. ${hint}`;
  }
  if (step.args.length !== transform.args.length) {
    const wanted = transform.args.map((arg) => arg.name).join(', ');
    return `\`${step.name}\` takes ${wanted === '' ? 'no arguments' : `[${wanted}]`}, not ${step.args.length} of them.`;
  }
  const compiled = transform.compile(step.args);
  return typeof compiled === 'string' ? `\`${step.name}\`: ${compiled}.` : compiled;
}

function bindSteps(steps: readonly ApplyTransform[], numbers: ReadNumber, dates: ReadDate): ApplySteps {
  let unread: Failure | undefined;
  const read = <T>(result: T | Failure): T | undefined => {
    unread = isFailure(result) ? result : undefined;
    return isFailure(result) ? undefined : result;
  };
  const context: TransformContext = { number: (cell) => read(numbers(cell)), date: (cell) => read(dates(cell)) };
  return (original) => {
    let cell = original;
    for (const apply of steps) {
      unread = undefined;
      const result = apply(cell, context);
      if (typeof result === 'object' && 'failure' in result) return unread ?? result.failure;
      cell = result;
      if (isBlank(cell)) return '';
    }
    return cell;
  };
}
