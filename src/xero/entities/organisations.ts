/** The organisation itself. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';

const texts = `Name LegalName ShortCode Version OrganisationType OrganisationEntityType Class Edition OrganisationStatus
  BaseCurrency CountryCode Timezone RegistrationNumber EmployerIdentificationNumber TaxNumber SalesTaxBasis
  SalesTaxPeriod DefaultSalesTax DefaultPurchasesTax LineOfBusiness`.split(/\s+/);

const addressParts = `AddressLine1 AddressLine2 AddressLine3 AddressLine4 City Region PostalCode Country AttentionTo`;
const phoneParts = `PhoneNumber PhoneAreaCode PhoneCountryCode`;

export const organisations: Entity = {
  name: 'Organisations',
  singular: 'Organisation',
  path: '/Organisation',
  idField: 'OrganisationID',
  numberField: 'Name',
  fields: [
    { name: 'OrganisationID', type: 'id', readOnly: true },
    ...texts.map((name): Field => ({ name, type: 'text', readOnly: true })),
    { name: 'PaysTax', type: 'boolean', readOnly: true },
    { name: 'IsDemoCompany', type: 'boolean', readOnly: true },
    { name: 'FinancialYearEndDay', type: 'integer', readOnly: true },
    { name: 'FinancialYearEndMonth', type: 'integer', readOnly: true },
    { name: 'PeriodLockDate', type: 'date', readOnly: true, note: 'Nothing dated on or before it may be posted.' },
    { name: 'EndOfYearLockDate', type: 'date', readOnly: true },
    { name: 'CreatedDateUTC', type: 'text', readOnly: true },
    ...places('Addresses', ['POBOX', 'STREET', 'DELIVERY'], addressParts),
    ...places('Phones', ['DEFAULT', 'DDI', 'MOBILE', 'FAX', 'OFFICE'], phoneParts),
    ...['1', '2', '3', '4', '5'].flatMap((place) => places('ExternalLinks', [place], 'LinkType Url Description')),
    ...['Bills', 'Sales'].flatMap(termOf),
  ],
  collections: {
    Addresses: { kind: 'keyed', key: 'AddressType' },
    Phones: { kind: 'keyed', key: 'PhoneType' },
    ExternalLinks: { kind: 'numbered' },
  },
  match: [],
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: false },
  scope: 'accounting.settings',
  rules: [],
  note: "One record: the organisation's name, country, currency, financial year and lock dates.",
};

/** By default, of documents that say nothing else. */
function termOf(side: string): readonly Field[] {
  return [
    { name: `PaymentTerms.${side}.Day`, type: 'integer', readOnly: true },
    {
      name: `PaymentTerms.${side}.Type`,
      type: 'choice',
      values: ['DAYSAFTERBILLDATE', 'DAYSAFTERBILLMONTH', 'OFCURRENTMONTH', 'OFFOLLOWINGMONTH'],
      readOnly: true,
    },
  ];
}

function places(list: string, kinds: readonly string[], parts: string): readonly Field[] {
  return kinds.flatMap((kind) =>
    parts.split(' ').map((part): Field => ({ name: `${list}.${kind}.${part}`, type: 'text', readOnly: true })),
  );
}
