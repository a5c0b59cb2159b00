/** Why no job makes a call of Xero's Accounting API, and which job does what it is for. */

export interface Reason {
  /** `POST /Payments`; a star stands for any part between slashes. */
  readonly call: string;
  /** The job that does the same, or more of it. */
  readonly job?: string;
  readonly why: string;
}

const RAW = 'raw: Requests';
const PROVIDERS = 'For providers of payment services, with a permission that Xero grants to them.';

export const reasons: readonly Reason[] = [
  {
    call: 'GET /*/*/Attachments/{FileName}',
    job: 'download-attachments: *',
    why: 'Files are fetched by their identifier, since a name may hold anything.',
  },
  {
    call: 'POST /*/*/Attachments/{FileName}',
    job: 'attach: *',
    why: 'The same as with PUT, which replaces a file where `Overwrite` says so.',
  },
  { call: 'POST /Payments', job: 'create: Payments', why: 'One payment; with PUT a request carries many.' },
  {
    call: 'POST /BatchPayments',
    job: 'delete: BatchPayments',
    why: 'The same as by the address of the batch payment.',
  },
  {
    call: 'DELETE /ContactGroups/{ContactGroupID}/Contacts',
    job: 'delete: ContactGroupMembers',
    why: 'All members at once; a job takes out those that its rows name.',
  },
  { call: 'PUT /PaymentServices', job: RAW, why: PROVIDERS },
  { call: 'GET /BrandingThemes/{BrandingThemeID}/PaymentServices', job: RAW, why: PROVIDERS },
  { call: 'POST /BrandingThemes/{BrandingThemeID}/PaymentServices', job: RAW, why: PROVIDERS },
  {
    call: 'GET /Invoices/{InvoiceID}/OnlineInvoice',
    job: RAW,
    why: "A call for each invoice's web address, which stands in the e-mail that Xero sends.",
  },
  {
    call: 'GET /Contacts/{ContactID}/CISSettings',
    job: RAW,
    why: 'Contractors in the United Kingdom alone; a call a contact.',
  },
  {
    call: 'GET /Organisation/{OrganisationID}/CISSettings',
    job: RAW,
    why: 'Contractors in the United Kingdom alone.',
  },
  { call: 'GET /Organisation/Actions', job: RAW, why: 'What the app may do, for programmers.' },
  { call: 'GET /Reports', job: RAW, why: 'A list of the reports that Xero has published for the organisation.' },
  { call: 'GET /Reports/{ReportID}', job: RAW, why: 'A published report, as it was laid out in Xero.' },
  { call: 'GET /Reports/TenNinetyNine', job: RAW, why: 'Organisations in the United States alone, once a year.' },
  {
    call: 'GET /Reports/AgedReceivablesByContact',
    job: 'export: AgedReceivables',
    why: 'It takes a call for each contact; worked out from the documents, all contacts come at once.',
  },
  {
    call: 'GET /Reports/AgedPayablesByContact',
    job: 'export: AgedPayables',
    why: 'It takes a call for each contact; worked out from the documents, all contacts come at once.',
  },
  {
    call: 'POST /Setup',
    why: 'Chart of accounts and opening balances in one stroke, for conversion partners of Xero alone.',
  },
];

/** Resources that the API had until its description 13. */
export const removed: Readonly<Record<string, string>> = {
  Employees: 'removed from the API in April 2026; employees are in the Payroll API.',
};
