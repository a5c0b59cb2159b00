/** Consents as they are kept: logins, the connections they made, and what an app was ever allowed. */
import { randomUUID } from 'node:crypto';
import type { App } from './apps.ts';
import type { IdentityHost } from './identity-host.ts';
import { hexId, type Login } from './issue-tokens.ts';
import { concernsOrganisation } from './scopes.ts';

/** A connection as Xero lists it. */
export interface Connection {
  readonly id: string;
  readonly authEventId: string;
  readonly tenantId: string;
  readonly tenantType: 'ORGANISATION';
  readonly tenantName: string;
  /** `2019-12-07T18:46:19.5165400` */
  readonly createdDateUtc: string;
  readonly updatedDateUtc: string;
}

type ConnectionFields = Pick<Connection, 'id' | 'authEventId' | 'tenantId' | 'tenantName'> & {
  readonly created: number;
  readonly updated: number;
};

/** Records a consent: scopes add up over the consents to an app, and the organisations are connected from now on. */
export function addLogin(host: IdentityHost, app: App, scopes: readonly string[], tenants: readonly string[]): Login {
  const { store } = host;
  const at = host.now();
  const earlier = store.rows('select scopes from consent where app = ?', app.id)[0]?.scopes;
  const kept = wordsOf(earlier).filter(concernsOrganisation);
  const all = [...new Set([...scopes, ...kept])];
  const login: Login = { id: randomUUID(), app, scopes: all, at, session: hexId() };
  store.rows('insert into login values (?, ?, ?, ?, ?, 0)', login.id, app.id, all.join(' '), at, login.session);
  store.rows(
    'insert into consent values (?, ?) on conflict do update set scopes = excluded.scopes',
    app.id,
    all.join(' '),
  );
  for (const tenant of tenants) {
    store.rows(
      `insert into connection values (?, ?, ?, ?, ?, ?)
       on conflict (app, tenant) do update set login = excluded.login, updated = excluded.updated`,
      randomUUID(),
      app.id,
      tenant,
      login.id,
      at,
      at,
    );
  }
  return login;
}

/** The login, unless its tokens have been refused. */
export function findLogin(host: IdentityHost, id: string): Login | undefined {
  const row = host.store.rows('select app, scopes, at, session from login where id = ? and refused = 0', id)[0];
  const app = host.apps.get(String(row?.app));
  if (row === undefined || app === undefined) return undefined;
  return { id, app, scopes: wordsOf(row.scopes), at: Number(row.at), session: String(row.session) };
}

/** No token of this login is taken any more. */
export function refuseLogin(host: IdentityHost, id: string): void {
  host.store.rows('update login set refused = 1 where id = ?', id);
  host.store.rows('delete from refresh_token where login = ?', id);
}

/** Takes back all that was ever allowed to an app; its access tokens live on until they expire, without an organisation. */
export function dropConsent(host: IdentityHost, app: string): void {
  host.store.rows('delete from connection where app = ?', app);
  host.store.rows('delete from consent where app = ?', app);
  host.store.rows('delete from refresh_token where login in (select id from login where app = ?)', app);
}

/** The app's connections to organisations that are still there, oldest first. */
export function connectionsOf(host: IdentityHost, app: string): readonly Connection[] {
  const names = new Map(host.organisations().map(({ tenantId, name }) => [tenantId, name]));
  const rows = host.store.rows(
    'select id, tenant, login, created, updated from connection where app = ? order by created, id',
    app,
  );
  return rows.flatMap((row) => {
    const tenantName = names.get(String(row.tenant));
    if (tenantName === undefined) return [];
    const [created, updated] = [Number(row.created), Number(row.updated)];
    const ids = { id: String(row.id), authEventId: String(row.login), tenantId: String(row.tenant) };
    return [connection({ ...ids, tenantName, created, updated })];
  });
}

/** One connection; times in ms since the epoch. */
export function connection({ created, updated, ...ids }: ConnectionFields): Connection {
  return { ...ids, tenantType: 'ORGANISATION', createdDateUtc: utc(created), updatedDateUtc: utc(updated) };
}

function utc(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}0000`;
}

function wordsOf(text: unknown): readonly string[] {
  return typeof text === 'string' ? text.split(' ').filter((word) => word !== '') : [];
}
