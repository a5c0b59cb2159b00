/** What the findings mean that arise over requests which rows say themselves. */

import type { Finding, FindingKind } from '../model/finding.ts';
import { param } from './finding-text.ts';

export const requestKinds: readonly FindingKind[] = [
  {
    code: 'map/request-method',
    title: 'The row names no method',
    what: (finding) => `${quoted(finding)} is no method.`,
    remedy: () => 'Write GET, PUT, POST or DELETE.',
  },
  {
    code: 'map/request-path',
    title: 'The path leads nowhere in the API',
    what: (finding) => `${quoted(finding)} is no path below /api.xro/2.0.`,
    remedy: () =>
      'Write it like Invoices/INV-1/History, without an address, `..`, and signs such as ? and :; parameters stand in a column of their own, mapped to Query.',
  },
  {
    code: 'map/request-query',
    title: 'The parameters cannot be read',
    what: (finding) => `In ${quoted(finding)} a parameter has no name, or comes twice.`,
    remedy: () => 'Write them like page=1&where=Status=="PAID"; an & within a value is written %26.',
  },
  {
    code: 'map/request-body',
    title: 'The body is no JSON',
    what: () => 'The body is no JSON object.',
    remedy: () => 'Correct it: quotes are straight ones, and no comma stands before a closing brace.',
  },
  {
    code: 'map/request-body-not-taken',
    title: 'The method takes no body',
    what: (finding) => `${param(finding, 'method')} takes no body.`,
    remedy: () => 'Leave the body blank, or write PUT or POST.',
  },
  {
    code: 'xero/answered',
    title: 'What Xero answered',
    what: (finding) => `${param(finding, 'status')} ${pieces(finding)}`,
    remedy: () => '',
  },
];

function quoted(finding: Finding): string {
  const value = param(finding, 'value');
  return value === '' ? 'A blank cell' : value;
}

/** A long reply comes in pieces, so that no message cuts it. */
function pieces({ params = {} }: Finding): string {
  return Object.entries(params)
    .filter(([name]) => name.startsWith('body'))
    .map(([, text]) => text)
    .join('');
}
