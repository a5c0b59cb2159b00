/** A document as a PDF: for a single read that accepts one, or under `/{id}/pdf`. */
import { documentPdf } from '../files/document-pdf.ts';
import type { Reading } from '../reading/reading.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { notFound, type Reply } from '../server/reply.ts';

/** The endpoint with the PDF of its documents added. */
export function withPdf(reading: Reading, endpoint: Endpoint): Endpoint {
  return (call) => {
    const [reference, sub] = call.path;
    const accepted = call.path.length === 1 && /\bapplication\/pdf\b/i.test(call.accept);
    const named = call.path.length === 2 && sub?.toLowerCase() === 'pdf';
    const asked = call.method === 'GET' && reference !== undefined && (accepted || named);
    return asked ? pdfReply({ ...call, path: [reference] }, reading, reference) : endpoint(call);
  };
}

function pdfReply(call: Call, reading: Reading, reference: string): Reply {
  const record = reading.find(call, reference);
  if (record === undefined) return notFound();
  const body = documentPdf(reading.shape(call, record, 'detail'), call.organisation.name);
  return { status: 200, type: 'application/pdf', body };
}
