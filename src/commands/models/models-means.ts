import { findAccess } from '../../checks/access.ts';
import { loadCauseWords, loadReportWords } from '../../i18n/load.ts';
import type { Ports } from '../../ports/ports.ts';
import { explain } from '../../ui/explain.ts';
import { diagnosisText } from '../../ui/report-text.ts';
import { createStyle } from '../../ui/style.ts';
import { keyFromStdin } from '../key-input.ts';
import type { ModelsOptions } from '../options.ts';
import type { ModelsMeans } from './models.ts';

/** Key and endpoint as verify finds them, and its words for a failure. */
export async function modelsMeans(ports: Ports, options: ModelsOptions): Promise<ModelsMeans> {
  const [words, causeWords] = await Promise.all([
    loadReportWords(options.language),
    loadCauseWords(options.language),
  ]);
  const { baseUrl, organization, project, trustBaseUrl } = options;
  const timeoutMs = options.timeout * 1000;
  return {
    findAccess: async () => {
      const key = options.keyStdin ? (await keyFromStdin(ports, options.language)).key : null;
      return findAccess(ports, { key, baseUrl, organization, project, trustBaseUrl, timeoutMs });
    },
    explain: async (finding, endpoint) => {
      const host = finding.facts['host'];
      // A local finding names a host only where the base URL is at fault.
      const unsent = typeof host === 'string' ? { official: false, host } : { official: true, host: null };
      const diagnosis = explain(finding, endpoint ?? unsent, causeWords);
      const look = {
        words,
        style: createStyle(ports.terminal.color.stdout),
        columns: ports.terminal.columns(),
      };
      return { text: diagnosisText(diagnosis, look), diagnosis };
    },
  };
}
