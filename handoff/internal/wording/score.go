package wording

func (r *Reading) score(string, []Clause) {}
