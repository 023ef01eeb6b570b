import { parseArgs } from 'node:util'

import { build } from './build.ts'
import { Problem, reportFailure } from './problem.ts'
import { progress } from './progress.ts'
import { runTool } from './run-tool.ts'
import { words } from './words.ts'
import { readWranglerToml } from './wrangler-toml.ts'

const NO_ID = '00000000-0000-0000-0000-000000000000'

/** Builds and checks; then, unless it is a dry run, brings the database up to date and deploys to Cloudflare. */
async function deploy(dryRun: boolean): Promise<void> {
  const toml = await readWranglerToml()
  if (dryRun) {
    await progress(words.building, () => build('deployable'))
    console.log(words.dryRunDone)
    return
  }
  const [database] = toml.d1_databases
  if (database === undefined || database.database_id === NO_ID) throw new Problem(words.databaseIdMissing)
  const { code } = await runTool('wrangler', ['whoami', '--json'], { allowFailure: true, quiet: true })
  if (code !== 0) throw new Problem(words.notSignedIn)
  // First: the present Worker reads the next schema, as migrations only add.
  await progress(words.migrating, () =>
    runTool('wrangler', ['d1', 'migrations', 'apply', database.database_name, '--remote']),
  )
  await progress(words.deploying, () => runTool('wrangler', ['deploy']))
}

try {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' } } })
  await deploy(values['dry-run'] ?? false)
} catch (error) {
  reportFailure(error)
}
