// With a window, only deals with a date, and only rings of which one deal a hop can be chosen, from some hop on, whose
// earliest dates never fall and whose last is at most that many days after the first.
WITH ring, relationships,
     [walk IN walks WHERE $window_days IS NULL OR all(d IN walk WHERE d.announced_date IS NOT NULL)] AS walks
WHERE any(walk IN walks WHERE $window_days IS NULL OR any(turn IN range(0, size(walk) - 1) WHERE
  walk[turn - 1].begins <= walk[turn].begins + duration({days: $window_days})
  AND all(hop IN range(turn + 1, turn + size(walk) - 1) WHERE
    walk[(hop - 1) % size(walk)].begins <= walk[hop % size(walk)].begins)))
