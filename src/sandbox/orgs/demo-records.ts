/** What every demo company starts with besides its chart: contacts, items and tracking categories. */
import { type JsonObject, jsonNumber } from '../json.ts';
import type { OrganisationData } from './organisation.ts';

export const contactList: readonly string[] = [
  '24 Locks',
  'ABC Furniture',
  'Bank West',
  'Basket Case',
  'Bayside Club',
  'Boom FM',
  'Capital Cab Co',
  'Central Copiers',
  'City Agency',
  'City Limousines',
  'Gateway Motors',
  'Hamilton Smith Ltd',
  'Marine Systems',
  'MCO Cleaning Services',
  'Net Connect',
  'Petrie McLoud Watson & Associates',
  'PowerDirect',
  'Rex Media Group',
  'Ridgeway University',
  'SMART Agency',
  'Swanston Security',
  'Truxton Property Management',
  'Young Bros Transport',
];

export const archivedContacts: readonly string[] = ['Port & Philip Freight'];

export const tracking: Readonly<Record<string, readonly string[]>> = {
  Region: ['North', 'South', 'East', 'West', 'Eastside', 'West Coast'],
  Department: ['Sales', 'Operations', 'Administration'],
};

const mostName = 50;

/** Untracked items: some sold, some bought, some both. */
export function items(data: OrganisationData): readonly JsonObject[] {
  const sold = (price: string) => ({
    IsSold: true,
    SalesDetails: { UnitPrice: jsonNumber(price), AccountCode: '200', TaxType: data.taxTypes.sales },
  });
  const bought = (price: string) => ({
    IsPurchased: true,
    PurchaseDetails: {
      UnitPrice: jsonNumber(price),
      AccountCode: data.purchasesAccount,
      TaxType: data.taxTypes.purchases,
    },
  });
  const item = (code: string, description: string, ...parts: readonly JsonObject[]): JsonObject => ({
    Code: code,
    Name: description.length > mostName ? description.split(' - ')[0] : description,
    Description: description,
    PurchaseDescription: description,
    IsTrackedAsInventory: false,
    IsSold: false,
    IsPurchased: false,
    PurchaseDetails: {},
    SalesDetails: {},
    ...Object.assign({}, ...parts),
  });
  return [
    item('BOOK', "'Fish out of Water: Finding Your Brand'", sold('19.95'), bought('12.5')),
    item('DevD', 'Development work - developer onsite per day', sold('650')),
    item('GB1-White', 'Golf balls - white single', sold('5.6'), bought('2.125')),
    item('GB9-White', 'Golf balls - white 9-pack', sold('50.4'), bought('19.95')),
    item('PMD', 'Project management & implementation - onsite daily rate', sold('1500')),
    item('Support-M', 'Desktop/network support via email & phone - per month fixed fee', sold('500')),
    item('Train-MS', 'Half day training - Microsoft Office', sold('500')),
    item('TSS - Black', 'T-Shirt Small Black', sold('40'), bought('18')),
  ];
}
