-- Growth on the year by item and month, the whole country first.
from growth_by('item')
