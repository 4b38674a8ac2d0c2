import { createServer, type Socket } from 'node:net';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** The whole message as it came over the wire, headers and all. */
  raw: string;
}

export interface MailSink {
  url: string;
  mails: ReceivedMail[];
  /** Refuses recipients from now on with this reply ("451 try later"), or takes them again. */
  refuse(reply: string | null): void;
  close(): Promise<void>;
}

/** A mail server on a free port of this machine that keeps what it is given. As much SMTP as one client needs. */
export async function openMailSink(): Promise<MailSink> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let refusal: string | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    converse(socket, mails, () => refusal);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (reply) => {
      refusal = reply;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function converse(socket: Socket, mails: ReceivedMail[], refusal: () => string | null): void {
  let mail: ReceivedMail = { from: '', to: [], raw: '' };
  let isData = false;
  let rest = '';
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const hear = (line: string): void => {
    if (isData) {
      if (line !== '.') mail.raw += `${line.replace(/^\.\./, '.')}\r\n`;
      else {
        mails.push(mail);
        mail = { from: '', to: [], raw: '' };
        isData = false;
        say('250 kept');
      }
      return;
    }
    const [, verb = '', argument = ''] = /^(\w+)\s*(.*)$/.exec(line) ?? [];
    const address = /<([^>]*)>/.exec(argument)?.[1] ?? '';
    switch (verb.toUpperCase()) {
      case 'EHLO':
        return say('250 sink');
      case 'MAIL':
        mail = { from: address, to: [], raw: '' };
        return say('250 ok');
      case 'RCPT':
        if (refusal()) return say(refusal() ?? '');
        mail.to.push(address);
        return say('250 ok');
      case 'DATA':
        isData = true;
        return say('354 go on');
      case 'QUIT':
        say('221 bye');
        return void socket.end();
      default:
        return say('250 ok');
    }
  };
  say('220 sink');
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
}
