import { historyTableSchema } from '../../history/history-table.ts';
import { jsonFile } from './row-file.ts';
export const HISTORY = jsonFile('history.json', historyTableSchema);
