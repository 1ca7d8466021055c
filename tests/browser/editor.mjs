// yaml-language-server, which most editors with YAML support run, over its own protocol.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { here } from './pages.mjs';

const SETTINGS = { yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false } } };
const CAPABILITIES = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    hover: { contentFormat: ['markdown'] },
    publishDiagnostics: {},
  },
  workspace: { configuration: true },
};

// Starts the server for a folder. Files are opened as texts; what the server says of each is waited for.
export async function editor(folder) {
  const server = spawn(process.execPath, [join(here, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = new Map();
  const findings = new Map();
  let last = 0;
  const send = message => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const notify = (method, params) => send({ method, params });
  const request = (method, params) => new Promise((resolve, reject) => {
    answers.set(++last, message => (message.error ? reject(new Error(message.error.message)) : resolve(message.result)));
    send({ id: last, method, params });
  });
  const receive = message => {
    if (message.method === 'workspace/configuration') {
      send({ id: message.id, result: message.params.items.map(item => SETTINGS[item.section] ?? {}) });
    } else if (message.method && message.id !== undefined) {
      send({ id: message.id, result: null });
    } else if (message.method === 'textDocument/publishDiagnostics') {
      findings.get(message.params.uri)?.(message.params.diagnostics.map(finding => finding.message));
      findings.delete(message.params.uri);
    } else if (answers.has(message.id)) {
      answers.get(message.id)(message);
      answers.delete(message.id);
    }
  };
  let buffer = Buffer.alloc(0);
  server.stdout.on('data', data => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const end = head + 4 + Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head))[1]);
      if (buffer.length < end) return;
      const message = JSON.parse(buffer.subarray(head + 4, end));
      buffer = buffer.subarray(end);
      receive(message);
    }
  });
  await request('initialize', { processId: process.pid, rootUri: folder, capabilities: CAPABILITIES, workspaceFolders: null });
  notify('initialized', {});
  notify('workspace/didChangeConfiguration', { settings: SETTINGS });
  return {
    // What the server has against a file.
    open(uri, text) {
      const said = new Promise(resolve => findings.set(uri, resolve));
      notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
      return said;
    },
    close: uri => notify('textDocument/didClose', { textDocument: { uri } }),
    async completions(uri, position) {
      const list = await request('textDocument/completion', { textDocument: { uri }, position });
      return list?.items ?? list ?? [];
    },
    async hover(uri, position) {
      const hover = await request('textDocument/hover', { textDocument: { uri }, position });
      return hover?.contents?.value ?? '';
    },
    async stop() {
      await request('shutdown', null);
      notify('exit');
    },
  };
}
