/** What lists of documents hold of a document's contact; all else of it is in the contact itself. */

export const carriedContact = { Contact: ['ContactID', 'ContactNumber', 'Name'] } as const;
