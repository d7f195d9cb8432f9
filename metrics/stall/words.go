package stall

import "tenbin/metrics/assessment"

// The statements of Progress name what the tables show, with peers beside it.

func sayStall(p *assessment.Progress) assessment.Evidence {
	return assessment.Say(assessment.SaysStall, assessment.OfTime(*p.DoneDays), assessment.OfTime(*p.DonePeers))
}

func saySilence(p *assessment.Progress) assessment.Evidence {
	if p.Quiet > p.UsualGap && p.UsualGap > 0 {
		return assessment.Say(assessment.SaysQuiet, assessment.OfInstruction(p.QuietID), assessment.OfDays(p.Quiet, false), assessment.OfDays(p.UsualGap, false))
	}
	return assessment.Say(assessment.SaysSilence, assessment.OfEvents(p.Silence.Observed), assessment.OfEvents(p.Silence.Expected))
}

func sayVague(p *assessment.Progress) assessment.Evidence {
	return assessment.Say(assessment.SaysVague, assessment.OfEvents(p.Vague.Observed), assessment.OfEvents(p.Vague.Exposure), assessment.OfEvents(p.Vague.Expected))
}

func sayWaited(p *assessment.Progress) assessment.Evidence {
	return assessment.Say(assessment.SaysWaited, assessment.OfEvents(p.Waited.Observed), assessment.OfEvents(p.Waited.Expected))
}

func sayMoved(p *assessment.Progress) assessment.Evidence {
	return assessment.Say(assessment.SaysMoved, assessment.OfEvents(p.Moved.Observed), assessment.OfEvents(p.Moved.Expected))
}
