/** Methods of the SDK for contact groups, users, budgets, reminders and payment services, and records to begin with. */
import type { Loose } from '../contract/sandbox-client.ts';
import type { Fixtures } from './sdk-fixtures.ts';

type Exercise = (api: Loose, tenant: string, fixtures: Fixtures) => Promise<Loose>;

let count = 0;
async function group(api: Loose, tenant: string): Promise<string> {
  count += 1;
  const made = await api.createContactGroup(tenant, { contactGroups: [{ name: `Group ${count}` }] });
  return made.body.contactGroups[0].contactGroupID;
}

async function service(api: Loose, tenant: string): Promise<Loose> {
  const given = { paymentServiceName: 'Pay', paymentServiceUrl: 'https://pay.example.com/', payNowText: 'Pay' };
  return api.createPaymentService(tenant, { paymentServices: [given] });
}

const firstUser = async (api: Loose, tenant: string) => (await api.getUsers(tenant)).body.users[0].userID;
const firstBudget = async (api: Loose, tenant: string) => (await api.getBudgets(tenant)).body.budgets[0].budgetID;

export const settingsMethods: Readonly<Record<string, Exercise>> = {
  createContactGroup: (api, t) => api.createContactGroup(t, { contactGroups: [{ name: `Made ${Date.now()}` }] }),
  updateContactGroup: async (api, t) =>
    api.updateContactGroup(t, await group(api, t), { contactGroups: [{ status: 'DELETED' }] }),
  getContactGroups: (api, t) => api.getContactGroups(t),
  getContactGroup: async (api, t) => api.getContactGroup(t, await group(api, t)),
  createContactGroupContacts: async (api, t, { contact }) =>
    api.createContactGroupContacts(t, await group(api, t), { contacts: [{ contactID: contact }] }),
  deleteContactGroupContact: async (api, t, { contact }) =>
    api.deleteContactGroupContact(t, await group(api, t), contact),
  deleteContactGroupContacts: async (api, t) => api.deleteContactGroupContacts(t, await group(api, t)),
  getUsers: (api, t) => api.getUsers(t),
  getUser: async (api, t) => api.getUser(t, await firstUser(api, t)),
  getBudgets: (api, t) => api.getBudgets(t),
  getBudget: async (api, t) => api.getBudget(t, await firstBudget(api, t)),
  getInvoiceReminders: (api, t) => api.getInvoiceReminders(t),
  getPaymentServices: (api, t) => api.getPaymentServices(t),
  createPaymentService: service,
  createBrandingThemePaymentServices: async (api, t, { theme }) => {
    const { paymentServices } = (await service(api, t)).body;
    return api.createBrandingThemePaymentServices(t, theme, { paymentServices });
  },
};

/** The ID of a record of each endpoint. */
export async function findSettings(api: Loose, tenant: string): Promise<Readonly<Record<string, string>>> {
  return {
    ContactGroups: await group(api, tenant),
    Users: await firstUser(api, tenant),
    Budgets: await firstBudget(api, tenant),
  };
}
