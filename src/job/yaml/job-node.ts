/** A job file as a tree of texts, each knowing its place: nothing is a number, a date, a yes or a null here. */

import type { Place } from '../../model/job.ts';

export interface TextNode {
  readonly kind: 'text';
  /** As typed: `0260` stays 0260, `null` is the text null. */
  readonly text: string;
  readonly quoted: boolean;
  readonly at: Place;
}

/** Nothing was written, or only a comment. */
export interface BlankNode {
  readonly kind: 'blank';
  /** What follows on the line behind `#`, the sign included; "" where nothing does. */
  readonly comment: string;
  readonly at: Place;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly JobNode[];
  /** Written in brackets. */
  readonly flow: boolean;
  readonly at: Place;
}

export interface MapEntry {
  readonly key: string;
  readonly keyAt: Place;
  readonly value: JobNode;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  /** Written in braces. */
  readonly flow: boolean;
  readonly at: Place;
}

export type JobNode = TextNode | BlankNode | ListNode | MapNode;

/** The first line and column. */
export const FILE_START: Place = { line: 1, column: 1 };
