/** The organisations a caller is connected to, and how it leaves one. */
import type { Session } from './authenticate.ts';
import type { IdentityHost } from './identity-host.ts';
import { type Connection, connection, connectionsOf } from './logins.ts';

/** GET /connections; `event` keeps those of one consent. */
export function listConnections(host: IdentityHost, session: Session, event: string | null): readonly Connection[] {
  const all = session.userId === undefined ? standing(host, session) : connectionsOf(host, session.appId);
  return event === null ? all : all.filter(({ authEventId }) => authEventId === event.toLowerCase());
}

/** DELETE /connections/{id}: whether there was one. The connections of custom apps stand as long as the app does. */
export function deleteConnection(host: IdentityHost, session: Session, id: string): boolean {
  const { appId } = session;
  return (
    host.store.rows('delete from connection where id = ? and app = ? returning id', id.toLowerCase(), appId).length > 0
  );
}

/** The connections of a session without a person: each has its organisation's own id. */
function standing(host: IdentityHost, session: Session): readonly Connection[] {
  return host
    .organisations()
    .filter(({ tenantId }) => session.tenants.includes(tenantId))
    .map(({ tenantId, name }) => {
      const ids = { id: tenantId, authEventId: tenantId, tenantId };
      return connection({ ...ids, tenantName: name, created: 0, updated: 0 });
    });
}
