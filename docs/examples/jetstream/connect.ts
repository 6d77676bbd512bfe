import { existsSync, readFileSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

import {
  type Authenticator,
  AuthorizationError,
  connect,
  credsAuthenticator,
  type NatsConnection,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from '@nats-io/transport-node';

import { Stop } from './stop.ts';

if (existsSync('.env')) loadEnvFile();

/** Connects to the NATS server of the settings. Waits for it, and connects again whenever it was away. */
export async function connectToNats(): Promise<NatsConnection> {
  const { NATS_URL = '127.0.0.1:4222', NATS_CA } = process.env;
  const authenticator = login();
  for (;;) {
    try {
      return await connect({
        servers: NATS_URL,
        maxReconnectAttempts: -1,
        ...(authenticator && { authenticator }),
        ...(NATS_CA && { tls: { caFile: NATS_CA } }),
      });
    } catch (error) {
      if (error instanceof AuthorizationError) {
        throw new Stop('NATS refuses the login: check NATS_USER and the like.', { cause: error });
      }
      console.error('waiting for NATS:', String(error));
      await wait(2000);
    }
  }
}

function login(): Authenticator | undefined {
  const { NATS_USER, NATS_PASSWORD, NATS_TOKEN, NATS_CREDS } = process.env;
  if (NATS_CREDS) return credsAuthenticator(readFileSync(NATS_CREDS));
  if (NATS_TOKEN) return tokenAuthenticator(NATS_TOKEN);
  if (NATS_USER) return usernamePasswordAuthenticator(NATS_USER, NATS_PASSWORD);
  return undefined;
}
