import { worldProblem } from '../../../miniprogram/platform/world'

describe('world', () => {
  it('the local world runs on the developer’s desk alone', () => {
    expect(worldProblem({ world: 'local', env: '' }, 'develop')).toBeUndefined()
    expect(worldProblem({ world: 'local', env: '' }, 'trial')?.code).toBe('WRONG_WORLD')
    expect(worldProblem({ world: 'local', env: 'e' }, 'release')?.code).toBe('WRONG_WORLD')
  })

  it('the cloud needs an environment, and the message names file and line', () => {
    expect(worldProblem({ world: 'cloud', env: 'shop-1' }, 'release')).toBeUndefined()
    expect(worldProblem({ world: 'cloud', env: ' ' }, 'develop')?.message).toMatch(/settings\.ts.*env: ''/)
  })
})
