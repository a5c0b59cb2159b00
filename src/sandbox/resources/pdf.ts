/** A document as a PDF: for a single read that accepts one, or under `/{id}/pdf`. */
import { documentReading } from '../documents/document-endpoint.ts';
import type { DocumentKind } from '../documents/document-kind.ts';
import { documentPdf } from '../files/document-pdf.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { notFound, type Reply } from '../server/reply.ts';

/** The endpoint with the PDF of its documents added. */
export function withPdf(kind: DocumentKind, endpoint: Endpoint): Endpoint {
  return (call) => {
    const [reference, sub] = call.path;
    const accepted = call.path.length === 1 && /\bapplication\/pdf\b/i.test(call.accept);
    const named = call.path.length === 2 && sub?.toLowerCase() === 'pdf';
    const asked = call.method === 'GET' && reference !== undefined && (accepted || named);
    return asked ? pdfReply({ ...call, path: [reference] }, kind, reference) : endpoint(call);
  };
}

function pdfReply(call: Call, kind: DocumentKind, reference: string): Reply {
  const reading = documentReading(kind);
  const record = reading.find(call, reference);
  if (record === undefined) return notFound();
  const body = documentPdf(reading.shape(call, record, 'detail'), call.organisation.name);
  return { status: 200, type: 'application/pdf', body };
}
