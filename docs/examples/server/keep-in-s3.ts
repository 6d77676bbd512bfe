import { AwsClient } from 'aws4fetch';

import { join } from './body.ts';
import type { KeepAside } from './deliver.ts';
import type { Settings } from './settings.ts';

/** Keeps each delivery as an object in a bucket of S3, R2 or another service with the same API. */
export function keepInS3(settings: Settings): KeepAside {
  const { KEPT_BUCKET_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } =
    settings;
  if (!KEPT_BUCKET_URL || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new Error('Set KEPT_BUCKET_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
  }
  const client = new AwsClient({
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    service: 's3',
    ...(AWS_REGION && { region: AWS_REGION }),
    retries: 2,
  });
  return async ({ name, body }) => {
    const response = await client.fetch(`${KEPT_BUCKET_URL.replace(/\/+$/, '')}/${name}`, {
      method: 'PUT',
      body: await join(body),
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    if (!response.ok) throw Object.assign(new Error('not stored'), { code: `S3_${response.status}` });
  };
}
