package metrics

// signalSentences gives every chart with a standing alarm what its person says.
func (a *assessor) signalSentences() {
	for i := range a.Charts {
		if p := a.person[string(a.Charts[i].Person)]; p != nil && p.Signal.Alarm {
			a.Charts[i].Says = a.since(p)
		}
	}
}
