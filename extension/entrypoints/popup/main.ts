import { startList } from '../../ui/start-list.tsx'

// The same list as a page of its own has all the width it wants.
if (new URLSearchParams(location.search).has('tab')) document.body.className = 'tab'
void startList()
