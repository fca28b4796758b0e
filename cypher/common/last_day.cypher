// The last day that the announcement of `deal` can mean: of a span of months, a year, half, quarter, month or day.
CASE WHEN deal.announced_date CONTAINS '/' THEN date(split(deal.announced_date, '/')[1]) ELSE deal.begins END
  + duration(CASE
    WHEN deal.announced_date CONTAINS '/' THEN 'P1M'
    WHEN size(deal.announced_date) = 4 THEN 'P1Y'
    WHEN deal.announced_date CONTAINS 'H' THEN 'P6M'
    WHEN deal.announced_date CONTAINS 'Q' THEN 'P3M'
    WHEN size(deal.announced_date) = 7 THEN 'P1M'
    WHEN deal.announced_date IS NOT NULL THEN 'P1D'
  END) - duration('P1D')
