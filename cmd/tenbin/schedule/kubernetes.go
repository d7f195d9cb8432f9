package schedule

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

// The places inside the container: the folder of the configuration with its inputs, and
// the folder that is written.
const (
	containerData   = "/data"
	containerOutput = "/out"
)

// kubernetes is a CronJob. The container file lies beside main.go; it needs a shell and
// date, nothing else. The claims tenbin-data and tenbin-out hold inputs and output, the
// secret tenbin the variables that the configuration names.
func kubernetes(j Job) []File {
	inside := j
	inside.Program, inside.Config = "tenbin", path.Join(containerData, filepath.Base(j.Config))
	script := inside.command() + " --out " + containerOutput + "; code=$?; [ $code = 3 ] && exit 0; exit $code"
	memory := max(j.Memory>>20, 256)
	text := fmt.Sprintf(`apiVersion: batch/v1
kind: CronJob
metadata:
  name: tenbin
  labels: {app.kubernetes.io/name: tenbin}
spec:
  schedule: "%d %d %d * *"
  timeZone: %s
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 86400
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 0
      activeDeadlineSeconds: 14400
      template:
        metadata:
          labels: {app.kubernetes.io/name: tenbin}
        spec:
          restartPolicy: Never
          automountServiceAccountToken: false
          securityContext:
            runAsNonRoot: true
            runAsUser: 10001
            fsGroup: 10001
            seccompProfile: {type: RuntimeDefault}
          containers:
            - name: tenbin
              image: %s
              workingDir: %s
              command: [/bin/sh, -c]
              args:
                - %s
              env:
                - {name: TZ, value: %s}
              envFrom:
                - secretRef: {name: tenbin, optional: true}
              resources:
                requests: {cpu: "1", memory: %dMi}
                limits: {memory: %dMi}
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities: {drop: [ALL]}
              volumeMounts:
                - {name: data, mountPath: %s, readOnly: true}
                - {name: out, mountPath: %s}
                - {name: tmp, mountPath: /tmp}
          volumes:
            - name: data
              persistentVolumeClaim: {claimName: tenbin-data, readOnly: true}
            - name: out
              persistentVolumeClaim: {claimName: tenbin-out}
            - name: tmp
              emptyDir: {}
`, j.Minute, j.Hour, j.Day, yamlQuote(j.Zone), yamlQuote(j.Image), containerData, yamlQuote(script), yamlQuote(j.Zone), memory, 2*memory, containerData, containerOutput)
	return []File{{"tenbin-cronjob.yaml", text}}
}

// yamlQuote is s as a single-quoted scalar.
func yamlQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
