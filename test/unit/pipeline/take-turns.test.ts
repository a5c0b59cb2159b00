import { expect, test } from 'vitest';
import { takeTurns } from '../../../src/pipeline/take-turns.ts';

/** Work that tells when it begins and ends, and ends when it is let go. */
function worker(story: string[]) {
  const ends = new Map<string, () => void>();
  const work = (name: string) => async () => {
    story.push(`${name} begins`);
    await new Promise<void>((resolve) => ends.set(name, resolve));
    story.push(`${name} ends`);
    return name;
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    ends.get(name)?.();
    await settle();
  };
  return { work, end, settle };
}

test('many pass side by side; who goes alone waits for them and keeps later ones waiting', async () => {
  const story: string[] = [];
  const { work, end, settle } = worker(story);
  const turns = takeTurns();
  const all = [turns.pass(work('a')), turns.pass(work('b'))];
  await settle();
  all.push(turns.alone(work('c')), turns.alone(work('d')));
  await settle();
  all.push(turns.pass(work('e')));
  await settle();
  expect(story).toEqual(['a begins', 'b begins']);
  for (const name of ['a', 'b', 'c', 'd', 'e']) await end(name);
  expect(story.slice(2)).toEqual([
    'a ends',
    'b ends',
    'c begins',
    'c ends',
    'd begins',
    'd ends',
    'e begins',
    'e ends',
  ]);
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('work that fails lets the others go on', async () => {
  const turns = takeTurns();
  const fail = async () => {
    throw new Error('no');
  };
  await expect(turns.alone(fail)).rejects.toThrow('no');
  await expect(turns.pass(fail)).rejects.toThrow('no');
  expect(await turns.alone(async () => 1)).toBe(1);
});
