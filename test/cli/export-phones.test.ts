/** Telephone numbers in CSV files: Excel must not take them for numbers, and an import has to give them back. */

import { expect, test } from 'vitest';
import { openCommandLine } from '../support/command-line.ts';

const columns = 'columns: { Name: Name, Phones.MOBILE.PhoneNumber: Mobile }';

for (const mode of ['replace', 'update']) {
  test(`a number with a plus is a text, and is found again, in mode ${mode}`, async () => {
    const line = await openCommandLine();
    const contacts = `org: sandbox-gb\nimport: Contacts\nsource: { file: in.csv }\n${columns}\n`;
    const key = mode === 'update' ? ', key: [Name]' : '';
    const filter = 'filter: { Name: [Anna, Bert] }';
    const output = `output: { file: out.csv, mode: ${mode}${key} }`;
    await line.write({
      'import.yaml': contacts,
      'in.csv': "Name,Mobile\nAnna,'+447700900123\nBert,07700 900\n",
      'export.yaml': `org: sandbox-gb\nexport: Contacts\n${filter}\n${columns}\norder: [Name]\n${output}\n`,
      'update.yaml': `${contacts.replace('in.csv', 'out.csv')}send: { mode: update }\n`,
    });
    expect(await line.run('run', 'import.yaml')).toMatchObject({ code: 0 });
    await line.run('run', 'export.yaml');
    await line.run('run', 'export.yaml');
    const written = "Name,Mobile\r\nAnna,'+447700900123\r\nBert,07700 900\r\n";
    expect(await line.read('out.csv')).toBe(written);
    expect(await line.run('run', 'update.yaml')).toMatchObject({ code: 0 });
    await line.run('run', 'export.yaml');
    expect(await line.read('out.csv')).toBe(written);
  });
}
