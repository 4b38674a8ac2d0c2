import { createTransport } from 'nodemailer';

/** A finished mail: plain text, and the same as simple HTML. */
export interface Mail {
  /** Makes the Message-ID: a mail that is sent twice after a crash is one mail to those who receive it. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** The way out for mail. */
export interface MailTransport {
  /** Hands the mail over to the server; throws when it does not take it. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

// A server that does not answer must not hold up the mails behind it.
const timeouts = { connectionTimeout: '10000', greetingTimeout: '10000', socketTimeout: '20000' };

/** Sends by SMTP to `url` (`smtp://user:password@host:port`, `smtps://…`) in the name of `from`. */
export function smtpTransport(url: string, from: string): MailTransport {
  const address = new URL(url);
  for (const [name, value] of Object.entries(timeouts)) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, value);
  }
  const transport = createTransport(address.href, { from });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ id, ...mail }) {
      await transport.sendMail({
        ...mail,
        messageId: `<${id}@${domain}>`,
        // Machines that answer every mail ("out of office") leave this one alone.
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
