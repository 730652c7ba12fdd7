"""A planted year: lawful cases, abuses and breaches of the fictional district, each with a label, to measure what finds them."""
