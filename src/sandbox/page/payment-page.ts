/** One payment: what it pays, from which account, and its journal. */
import type { StoredRecord } from '../books/store.ts';
import { objectOf, textOf } from '../json.ts';
import { html } from '../markup.ts';
import { amount, day } from './figures.ts';
import { journalSection } from './journal-section.ts';
import { organisationHead, type Page } from './layout.ts';
import type { PageOrganisation } from './page-source.ts';
import type { RecordKind } from './record-kind.ts';
import { contactLink, facts, paidDocument, recordLink, statusMark } from './record-links.ts';

export function paymentPage(organisation: PageOrganisation, kind: RecordKind, record: StoredRecord): Page {
  const { body } = record;
  const { store, baseCurrency } = organisation;
  const document = paidDocument(store, record);
  const currency = textOf(document?.body.CurrencyCode);
  const account = objectOf(body.Account);
  const content = html`${organisationHead(organisation, html`Payment ${statusMark(kind, record.status)}`, kind.slug)}
${facts([
  ['Amount', amount(body.Amount, currency, baseCurrency)],
  ['Date', day(record.date)],
  ['Pays', recordLink(organisation, document)],
  ['Contact', contactLink(organisation, document)],
  ['Account', [textOf(account.Code), ' ', textOf(account.Name)]],
  ['Reference', textOf(body.Reference)],
  ['Exchange rate', currency === baseCurrency ? undefined : textOf(body.CurrencyRate)],
  ['PaymentID', html`<code>${record.id}</code>`],
])}
${journalSection(organisation, [record.id])}`;
  return { title: `Payment · ${organisation.name}`, content, current: 'organisations' };
}
