/**
 * Hocuspocus' extension for Redis, for servers that go on without it: while it is away people at different
 * servers do not see each other, and what they do is brought together when it is back. By itself the extension
 * has the process end then.
 */
import { Redis } from '@hocuspocus/extension-redis'
import type { Hocuspocus } from '@hocuspocus/server'

/** `redis:` or `rediss:`, with user, password and number of the database where they are needed. */
export function joinedByRedis(url: URL): Redis {
  const database = Number(url.pathname.slice(1))
  const redis = new Redis({
    host: url.hostname,
    port: Number(url.port) || 6379,
    options: {
      // What is to be told waits for it; else it throws, where nobody catches.
      maxRetriesPerRequest: null,
      // It would ask whether Redis is ready in the middle of subscribing to what people open at once, and lose that.
      enableReadyCheck: false,
      ...(url.username && { username: decodeURIComponent(url.username) }),
      ...(url.password && { password: decodeURIComponent(url.password) }),
      ...(database && { db: database }),
      ...(url.protocol === 'rediss:' && { tls: {} }),
    },
  })
  let isAway = false
  const away = (error: Error): void => {
    if (!isAway) console.error(`Redis is away, others are not joined: ${error.message || String(error)}`)
    isAway = true
  }
  redis.pub.on('error', away)
  redis.sub.on('error', away)
  let instance: Hocuspocus | null = null
  // Only now it hears the others: whoever comes last asks, and tells.
  redis.sub.on('ready', () => {
    if (isAway) console.log('Redis is there again')
    isAway = false
    for (const document of instance?.documents.values() ?? [])
      redis
        .afterLoadDocument({ documentName: document.name, document } as never) // it needs no more
        .catch(away)
  })
  Object.assign(redis, {
    onConfigure: (own: { readonly instance: Hocuspocus }) => {
      redis.instance = instance = own.instance
    },
    // It would let one of several servers store, and the others not: a folder or a database merges what they have.
    onStoreDocument: undefined,
    // A connection that is not there cannot be closed in order.
    onDestroy: () => {
      redis.pub.disconnect(false)
      redis.sub.disconnect(false)
    },
  })
  return redis
}
