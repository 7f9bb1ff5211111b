// title: 做法的扩散链 · The diffusion chain of a practice
// description: For each party that has a practice or to which it is recommended, the chains of visits by which it may have come there: first the place where it was seen, last the party itself. A place has what is inside it; a visitor counts for the places it lies in (in brackets); years, where known, never run backwards.
// param practice: name Practice — 做法, the practice
// example: kg query diffusion --practice 网格化管理
MATCH (practice:Practice)
WHERE $practice IN [practice.id, practice.name] OR $practice IN practice.aliases
MATCH (holder)-[adoption:ADOPTED]->(practice)
MATCH (holder)-[:LOCATED_IN*0..4]->(area)
WITH practice, collect(DISTINCT area.id) AS users,
     collect(DISTINCT CASE WHEN adoption.status = 'in_place' THEN area.id END) AS models
MATCH (learner)-[visit:VISITED]->(site)
WHERE learner.id IN users AND site.id IN models AND learner.id <> site.id
OPTIONAL MATCH (site)<-[:LOCATED_IN*0..4]-(party)-[before:VISITED]->(source)
WHERE party.id IN users AND source.id IN models AND NOT party.id IN [learner.id, source.id]
  AND NOT source.id IN [learner.id, site.id]
  AND coalesce(left(visit.start_date, 4) >= left(before.start_date, 4), true)
OPTIONAL MATCH (source)<-[:LOCATED_IN*0..4]-(forerunner)-[first:VISITED]->(origin)
WHERE forerunner.id IN users AND origin.id IN models AND NOT forerunner.id IN [learner.id, party.id, origin.id]
  AND NOT origin.id IN [learner.id, party.id, site.id, source.id]
  AND coalesce(left(before.start_date, 4) >= left(first.start_date, 4), true)
WITH practice, learner, visit,
  CASE WHEN party IS NULL OR party.id = site.id THEN site.name ELSE party.name + '（' + site.name + '）' END AS near,
  CASE WHEN forerunner IS NULL OR forerunner.id = source.id THEN source.name
       ELSE forerunner.name + '（' + source.name + '）' END AS far,
  before, origin.name AS farthest, first
WITH practice, learner,
  [link IN [farthest, far, near, learner.name] WHERE link IS NOT NULL] AS chain,
  CASE WHEN before IS NULL THEN [visit] WHEN first IS NULL THEN [before, visit] ELSE [first, before, visit] END AS visits
WITH DISTINCT practice, learner, chain,
  [one IN visits | coalesce(one.start_date, '?')] AS dates, [one IN visits | one.sentence] AS sentences
RETURN practice.name AS `做法`, reduce(line = chain[0], link IN chain[1..] | line + ' → ' + link) AS `扩散链`, dates AS `考察日期`, sentences AS `原句`
ORDER BY practice.name, learner.name, dates[0], chain[0], chain[1], chain[2], practice.id, learner.id, sentences[0]
