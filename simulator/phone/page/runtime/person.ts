import { PEOPLE, type Person } from '../../people'

const KEY = 'phone-page:person'

/** Who holds the phone: `?person=` of this page, else the panel's choice, else the first. */
export function currentPerson(): Person {
  const wanted = new URLSearchParams(location.search).get('person') ?? localStorage.getItem(KEY)
  return PEOPLE.find(({ openid }) => openid === wanted) ?? PEOPLE[0]
}

export const choosePerson = (openid: string): void => {
  localStorage.setItem(KEY, openid)
}
