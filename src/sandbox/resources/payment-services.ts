/** Ways to pay an invoice online: listed, added, and offered with a branding theme. */
import type { StoredRecord } from '../books/store.ts';
import { zeroId } from '../guid.ts';
import type { JsonObject } from '../json.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { messages } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { envelope, notFound, type Reply, validationReply } from '../server/reply.ts';
import { paymentServiceShape } from '../validation/list-shapes.ts';
import * as texts from '../validation/messages.ts';
import { shapedElements } from '../validation/shaped-elements.ts';

const kind = 'PaymentServices';
const offer = 'ThemeServices';

export const paymentServices: Endpoint = (call) => {
  if (call.path.length > 0 || (call.method !== 'GET' && call.method !== 'PUT')) return undefined;
  if (call.method === 'PUT') return created(call);
  return envelope(call, { PaymentServices: call.store.select(kind, { conditions: [] }).map(({ body }) => body) });
};

/** `BrandingThemes/{id}/PaymentServices`: those that the theme offers, and one more of them. */
export function servicesOfTheme(call: Call, theme: StoredRecord | undefined): Reply | undefined {
  if (call.method !== 'GET' && call.method !== 'POST') return undefined;
  if (theme === undefined) return notFound();
  if (call.method === 'GET') {
    const conditions = [{ column: 'parent', operator: '=', value: theme.id }] as const;
    const services = call.store.select(offer, { conditions }).flatMap(({ key = '' }) => bodyOf(call, key));
    return envelope(call, { PaymentServices: services });
  }
  const input = shapedElements(call, kind, paymentServiceShape)[0] ?? {};
  const service = call.store.get(kind, textIn(input, 'PaymentServiceID') ?? zeroId)?.body;
  if (service === undefined) return refused(input, texts.paymentServiceUnknown);
  const key = String(service.PaymentServiceID);
  call.store.put({ kind: offer, id: `${theme.id}/${key}`, key, parent: theme.id, updated: call.now, body: {} });
  return envelope(call, { PaymentServices: [service] });
}

function bodyOf(call: Call, id: string): readonly JsonObject[] {
  const service = call.store.get(kind, id);
  return service === undefined ? [] : [service.body];
}

function created(call: Call): Reply {
  const inputs = shapedElements(call, kind, paymentServiceShape);
  const missing = inputs.find((input) => textIn(input, 'PaymentServiceName') === undefined);
  if (missing !== undefined) return refused(missing, texts.nameMissing);
  const bodies = inputs.map((input): JsonObject => {
    const PaymentServiceID = crypto.randomUUID();
    return { PaymentServiceUrl: '', PayNowText: '', ...input, PaymentServiceID, PaymentServiceType: 'Custom' };
  });
  for (const body of bodies) call.store.put({ kind, id: String(body.PaymentServiceID), updated: call.now, body });
  return envelope(call, { PaymentServices: bodies });
}

function refused(input: JsonObject, error: string): Reply {
  return validationReply([{ PaymentServiceID: zeroId, ...input, ValidationErrors: messages([error]) }]);
}
