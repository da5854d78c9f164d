// The programs to choose from: the examples and one of the user's own. Whatever is typed into an example
// is kept as that example's draft, so that no choice ever loses text.
import examples from 'examples';
import { load, save } from './storage';
import { isKey, t } from './strings';

const kOwn = 'own';
const kOwnText = `import threading


def work(name):
    for i in range(3):
        print(name, i)


threads = [threading.Thread(target=work, args=(f"thread {n}",)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
`;

export class Programs {
  private drafts = load<Record<string, string>>('drafts', {});
  private chosen = load<string>('program', examples[0]?.slug ?? kOwn);

  constructor(
    private readonly select: HTMLSelectElement,
    private readonly reset: HTMLButtonElement,
    private readonly show: (text: string) => void,
  ) {
    if (this.original(this.chosen) === undefined) this.chosen = kOwn;
    select.addEventListener('change', () => this.choose(select.value));
    reset.addEventListener('click', () => {
      delete this.drafts[this.chosen];
      this.store();
      this.show(this.text());
      this.fillIn();
    });
    this.fillIn();
  }

  text(): string {
    return this.drafts[this.chosen] ?? this.original(this.chosen) ?? '';
  }

  choose(slug: string): void {
    this.chosen = slug;
    save('program', slug);
    this.show(this.text());
    this.fillIn();
  }

  // Called at every change of the editor's text: a crash a moment later loses nothing.
  keep(text: string): void {
    const wasEdited = this.isEdited(this.chosen);
    if (text === this.original(this.chosen)) delete this.drafts[this.chosen];
    else this.drafts[this.chosen] = text;
    this.store();
    if (wasEdited !== this.isEdited(this.chosen)) this.fillIn();
  }

  // The list in the current language.
  fillIn(): void {
    const own = new Option(t('my_program'), kOwn);
    const group = document.createElement('optgroup');
    group.label = t('examples');
    for (const { slug } of examples) {
      const mark = this.isEdited(slug) ? ` (${t('edited')})` : '';
      group.append(new Option(this.title(slug) + mark, slug));
    }
    this.select.replaceChildren(group, own);
    this.select.value = this.chosen;
    this.reset.hidden = !this.isEdited(this.chosen);
  }

  private title(slug: string): string {
    const key = `example_${slug}`;
    return isKey(key) ? t(key) : slug.replace(/^\d+_/, '').replaceAll('_', ' ');
  }

  private original(slug: string): string | undefined {
    return slug === kOwn ? kOwnText : examples.find((example) => example.slug === slug)?.text;
  }

  private isEdited(slug: string): boolean {
    return this.drafts[slug] !== undefined;
  }

  private store(): void {
    save('drafts', this.drafts);
  }
}
