import pg from 'pg'

/** An empty database of this process's own on a server, and how to be rid of it. `what` tells it from the others. */
export const newServerDatabase = async (
  server: string,
  what: string,
): Promise<{ url: string; drop: () => Promise<void> }> => {
  const name = `critical_friend_${what}_${process.pid}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const place = new URL(server)
  place.pathname = `/${name}`
  return {
    url: place.href,
    drop: async () => {
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}
