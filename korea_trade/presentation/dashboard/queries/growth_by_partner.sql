-- Growth on the year by partner and month, the whole country first.
from growth_by('partner')
