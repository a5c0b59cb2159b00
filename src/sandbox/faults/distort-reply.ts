/** Replies that say something else than was answered: other orders, pages of HTML, broken JSON. */
import { isObject, type Json, jsonOf } from '../json.ts';

/** The elements of the collection in another order, where it has two or more. */
export async function reorder(response: Response, draw: number): Promise<Response> {
  const text = await response.clone().text();
  const body = jsonOf(text);
  if (!isObject(body)) return response;
  const entries = Object.entries(body).map(([name, value]) => [
    name,
    Array.isArray(value) ? shuffled(value, draw) : value,
  ]);
  return withBody(response, JSON.stringify(Object.fromEntries(entries)));
}

/** What a gateway of the vendor's, or a proxy between, answers in place of the API. */
export function htmlPage(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const page =
    '<!DOCTYPE html>\n<html><head><title>Xero</title></head><body><h1>Something went wrong</h1></body></html>\n';
  return new Response(page, { status: 200, headers });
}

/** The first two thirds of the reply, under their own length. */
export async function breakJson(response: Response): Promise<Response> {
  const text = await response.clone().text();
  return withBody(response, text.slice(0, Math.ceil((text.length * 2) / 3)));
}

function withBody(response: Response, body: string): Response {
  return new Response(body, { status: response.status, headers: response.headers });
}

/** Never in the same order: at least turned by one. */
function shuffled(list: readonly Json[], draw: number): readonly Json[] {
  if (list.length < 2) return list;
  const turn = 1 + Math.floor(draw * (list.length - 1));
  const turned = [...list.slice(turn), ...list.slice(0, turn)];
  return draw < 0.5 || list.length < 3 ? turned : [...turned.slice(0, -2), ...turned.slice(-2).reverse()];
}
