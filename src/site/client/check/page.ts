/** /check/: takes modules and texts, has a worker judge them, shows the verdicts. */
import { createUrls } from '../../../addresses/urls.ts';
import type { OpenedModule } from '../../../load/check/opened-module.ts';
import { fromFragment, toFragment } from '../permalink.ts';
import { dataProblem } from '../data-problem.ts';
import { Checker, type CheckerMessage } from './checker.ts';
import type { CheckRequest } from './protocol.ts';
import { showResults } from './results.ts';

const form = document.querySelector<HTMLFormElement>('form[data-check]');
if (form !== null) start(form);

function start(form: HTMLFormElement): void {
  const base = form.dataset['base'] ?? '/';
  const urls = createUrls(base);
  const results = document.querySelector<HTMLElement>('[data-check-results]');
  const status = document.querySelector<HTMLElement>('[data-check-status]');
  const files = form.querySelector<HTMLInputElement>('input[type=file]');
  const text = form.querySelector('textarea');
  if (results === null || status === null || files === null || text === null) return;

  const checker = new Checker(base, (message) => void show(message));
  let asked: CheckRequest | undefined;
  const ask = (request: CheckRequest) => {
    asked = request;
    // What stands there answers another question.
    results.replaceChildren();
    status.textContent = 'Checking…';
    checker.ask(request);
  };
  const again = () => {
    if (asked !== undefined) ask(asked);
  };

  async function show(message: CheckerMessage): Promise<void> {
    if (results === null || status === null) return;
    if ('failure' in message) {
      status.replaceChildren(...dataProblem('Nothing was judged.', message.failure, again));
      return;
    }
    if ('bug' in message) {
      status.textContent = `Nothing was judged. The check broke off (${message.bug}); please report it.`;
      return;
    }
    const { answer } = message;
    const texts = answer.diagnoses.map(({ facts }) => facts.gist);
    const told = new Set(answer.diagnoses.map(({ facts }) => facts.file));
    const modules = answer.modules
      .filter(({ file }) => !told.has(file))
      .map(({ file, module, notes }): OpenedModule => ({ file, module, notes }));
    const isNothing = answer.modules.length === 0 && texts.length === 0;
    const fragment = isNothing ? '' : await toFragment({ modules, texts, providers: answer.providers });
    showResults(results, answer, { urls, permalink: location.href.replace(/#.*$/, '') + fragment });
    status.textContent = isNothing ? 'Nothing could be checked.' : 'Checked. Nothing was uploaded.';
    // The answer is what was asked for: it comes into view, and whoever hears the page hears it next.
    results.tabIndex = -1;
    results.focus({ preventScroll: true });
    results.scrollIntoView({ block: 'start' });
  }

  async function checkFiles(list: readonly File[]): Promise<void> {
    if (list.length === 0) return;
    const inputs = await Promise.all(
      list.map(async (file) => ({ name: file.name, bytes: await file.arrayBuffer() })),
    );
    ask({ inputs });
  }

  files.addEventListener('change', () => void checkFiles([...(files.files ?? [])]));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (text.value.trim() === '') {
      files.click();
      return;
    }
    ask({ inputs: [{ name: 'pasted text', bytes: new TextEncoder().encode(text.value).buffer }] });
  });
  for (const type of ['dragenter', 'dragover'] as const) {
    form.addEventListener(type, (event) => {
      event.preventDefault();
      form.classList.add('dropping');
    });
  }
  for (const type of ['dragleave', 'drop'] as const) {
    form.addEventListener(type, () => form.classList.remove('dropping'));
  }
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    void checkFiles([...(event.dataTransfer?.files ?? [])]);
  });
  const fromLink = async () => {
    const linked = await fromFragment(location.hash);
    if (linked !== undefined) ask(linked);
  };
  window.addEventListener('hashchange', () => void fromLink());
  void fromLink();
}
