/** Reads a request's body, and no more of it than is taken. */

const empty = new Uint8Array();

/** Undefined when it is larger than `most` bytes, null when the client left before its end. */
export async function limitedBody(request: Request, most: number): Promise<Uint8Array | undefined | null> {
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > most) return undefined;
  try {
    if (length !== null) return new Uint8Array(await request.arrayBuffer());
    return request.body === null ? empty : await readUpTo(request.body, most);
  } catch {
    return null;
  }
}

/** A body in chunks does not say how long it is. */
async function readUpTo(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
