// Where a program relies on something that is known to be different here, the page says so. The table is that of
// docs/differences.md; what is looked for in the program's text stands here, by the row's subject.
import rows from 'differences';
import { element } from './element';
import { language, t } from './strings';

const kSigns: [subject: string, sign: RegExp][] = [
  ['memory', /\b(__del__|weakref|gc\.|getrefcount)\b/],
  ['`id()`', /(?<![.\w])id\(/],
  ['hash of str', /(?<![.\w])hash\(/],
  ['time zone', /\b(localtime|tzset|astimezone|datetime\.now|date\.today|strftime|ctime)\b/],
  ['network, disk', /\b(requests|aiohttp|httpx|urllib|socket|http\.client|smtplib|ftplib|open)\b(?!\s*=)/],
];

// The subjects of the table that the program's text touches.
export function subjectsIn(text: string): string[] {
  const code = text.replace(/#.*$/gm, '');
  return kSigns.filter(([, sign]) => sign.test(code)).map(([subject]) => subject);
}

// A line below the output; nothing where the program relies on nothing special.
export function differencesNote(text: string, showAll: () => void): HTMLElement | undefined {
  const touched = rows.filter((row) => subjectsIn(text).includes(row.en.subject)).map((row) => row[language()]);
  if (touched.length === 0) return undefined;
  const note = element('p', 'note differences');
  note.textContent = touched.map((row) => t('relies_on', plain(row.subject), plain(row.here))).join(' ') + ' ';
  const more = element('button', 'link', t('relies_more'));
  more.addEventListener('click', showAll);
  note.append(more);
  return note;
}

export function differencesTable(): HTMLElement {
  const table = element('table');
  const head = table.createTHead().insertRow();
  for (const text of [t('difference_subject'), 'CPython', t('difference_here')]) head.append(element('th', '', text));
  const body = table.createTBody();
  for (const row of rows) {
    const { subject, cpython, here } = row[language()];
    const line = body.insertRow();
    for (const text of [subject, cpython, here]) line.append(cell(text));
  }
  return table;
}

// Without code marks and without what is in brackets: that is for the table.
function plain(text: string): string {
  return text.replaceAll('`', '').replace(/ ?\(.*\)$/, '');
}

// `code` between backquotes.
function cell(text: string): HTMLElement {
  const made = element('td');
  text.split('`').forEach((part, i) => made.append(i % 2 ? element('code', '', part) : part));
  return made;
}
