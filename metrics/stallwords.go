package metrics

import "tenbin/metrics/assessment"

// The sentences of Progress name what the tables show, with peers beside it.

func (a *assessor) sayStall(p *assessment.Progress) assessment.Text {
	return assessment.Text{JA: sprintf("了解から実施まで通常%.0f日(同僚%.0f日)", *p.DoneDays, *p.DonePeers),
		EN: sprintf("from acknowledgement to completion usually %.0f days (peers: %.0f)", *p.DoneDays, *p.DonePeers)}
}

func (a *assessor) saySilence(p *assessment.Progress) assessment.Text {
	if p.Quiet > p.UsualGap && p.UsualGap > 0 {
		return assessment.Text{JA: sprintf("指示 %s は%d日間更新の記録なし(同僚の間隔は%d日)", p.QuietID, p.Quiet, p.UsualGap),
			EN: sprintf("no update on %s for %d days (peers' gap: %d)", p.QuietID, p.Quiet, p.UsualGap)}
	}
	return assessment.Text{JA: sprintf("更新の記録%.0f件(同じ仕事の同僚なら%.1f件)", p.Silence.Observed, p.Silence.Expected),
		EN: sprintf("%.0f updates on record (peers on the same work: %.1f)", p.Silence.Observed, p.Silence.Expected)}
}

func (a *assessor) sayVague(p *assessment.Progress) assessment.Text {
	return assessment.Text{JA: sprintf("更新%.0f件のうち%.0f件に日付・数量・お客様の回答の記載なし(同僚なら%.1f件)", p.Vague.Exposure, p.Vague.Observed, p.Vague.Expected),
		EN: sprintf("%.0f of %.0f updates without a date, an amount or the client's answer (peers: %.1f)", p.Vague.Observed, p.Vague.Exposure, p.Vague.Expected)}
}

func (a *assessor) sayWaited(p *assessment.Progress) assessment.Text {
	return assessment.Text{JA: sprintf("了解後、実施の記録がないまま終了した指示%.0f件(同僚なら%.1f件)", p.Waited.Observed, p.Waited.Expected),
		EN: sprintf("%.0f instructions ended after acknowledgement with no record of completion (peers: %.1f)", p.Waited.Observed, p.Waited.Expected)}
}

func (a *assessor) sayMoved(p *assessment.Progress) assessment.Text {
	return assessment.Text{JA: sprintf("約束日の延期%.0f回(同僚なら%.1f回)", p.Moved.Observed, p.Moved.Expected),
		EN: sprintf("promised dates put off %.0f times (peers: %.1f)", p.Moved.Observed, p.Moved.Expected)}
}
