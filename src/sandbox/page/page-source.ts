/** What the sandbox's page is made from. */
import type { Store } from '../books/store.ts';
import type { RequestLog } from '../server/request-log.ts';

export interface PageOrganisation {
  /** Short name in addresses, such as `gb`. */
  readonly alias: string;
  readonly name: string;
  readonly tenantId: string;
  readonly baseCurrency: string;
  readonly store: Store;
  /** The organisation's calendar day, `YYYY-MM-DD`. */
  today(): string;
}

export interface PageSource {
  readonly log: RequestLog;
  /** Shown in the example; left out when callers must bring a token of their own. */
  readonly token?: string | undefined;
  /** Sandbox seconds per real second. */
  readonly speed?: number | undefined;
  /** Told of errors that are the page's own. */
  crashed(error: unknown, call: string): void;
  organisations(): readonly PageOrganisation[];
  /** Where the sandbox listens, `http://127.0.0.1:PORT`. */
  address(): string;
}
