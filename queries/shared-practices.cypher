// title: 多地共有的做法 · Practices shared by several places
// description: Practices that at least so many places or organizations carry out, plan or are recommended.
// param minimum: integer = 2 — 最少几家, the least number of adopters
// example: kg query shared-practices --minimum 2
MATCH (adopter)-[:ADOPTED]->(practice:Practice)
WITH DISTINCT practice, adopter
ORDER BY adopter.name, adopter.id
WITH practice, count(adopter) AS adopters, collect(adopter.name) AS names
WHERE adopters >= $minimum
RETURN practice.name AS `做法`, practice.kind AS `类别`, adopters AS `采用方数`, names AS `采用方`
ORDER BY adopters DESC, practice.name, practice.id
