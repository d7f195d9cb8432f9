// Package kubernetes checks the CronJob of tenbin schedule against the types of the
// Kubernetes API. It is a module of its own, so that their weight stays out of ours.
package kubernetes

import (
	"strings"
	"testing"

	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	"tenbin/cmd/tenbin/schedule"
)

func TestCronJob(t *testing.T) {
	files, err := schedule.Files("kubernetes", schedule.Job{Program: "/usr/bin/tenbin", Config: "/srv/it's 100%/tenbin.yaml", Directory: "/srv", Output: "/srv/out",
		Zone: "Asia/Tokyo", Day: 5, Hour: 6, Minute: 30, Memory: 2 << 30, Image: "registry.example/tenbin:0.1.0"})
	if err != nil {
		t.Fatal(err)
	}
	var job batch.CronJob
	if err := yaml.UnmarshalStrict([]byte(files[0].Text), &job); err != nil {
		t.Fatal(err)
	}
	s := job.Spec
	if job.APIVersion != "batch/v1" || job.Kind != "CronJob" || s.Schedule != "30 6 5 * *" || *s.TimeZone != "Asia/Tokyo" || s.ConcurrencyPolicy != batch.ForbidConcurrent {
		t.Errorf("the job is %s %s %q %v %v", job.APIVersion, job.Kind, s.Schedule, s.TimeZone, s.ConcurrencyPolicy)
	}
	pod := s.JobTemplate.Spec.Template.Spec
	if pod.RestartPolicy != core.RestartPolicyNever || len(pod.Containers) != 1 {
		t.Fatalf("the pod is %+v", pod)
	}
	c := pod.Containers[0]
	if c.Image != "registry.example/tenbin:0.1.0" || c.Resources.Limits.Memory().Value() != 4<<30 || !*c.SecurityContext.ReadOnlyRootFilesystem {
		t.Errorf("the container is %+v", c)
	}
	if len(c.Args) != 1 || !strings.Contains(c.Args[0], "--config /data/tenbin.yaml") || !strings.Contains(c.Args[0], "--out /out") {
		t.Errorf("the arguments are %q", c.Args)
	}
	mounted := map[string]bool{}
	for _, v := range pod.Volumes {
		mounted[v.Name] = true
	}
	for _, m := range c.VolumeMounts {
		if !mounted[m.Name] {
			t.Errorf("volume %s is not declared", m.Name)
		}
	}
}
