{{- define "homeroom.labels" -}}
app.kubernetes.io/name: homeroom
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .process }}
{{- end -}}

{{/* The pod of one process. Given: root, process (its folder in apps), name, of (its values), env (more of its settings). */}}
{{- define "homeroom.pod" -}}
metadata:
  labels:
    {{- include "homeroom.labels" . | nindent 4 }}
    homeroom/part: {{ .name }}
  annotations:
    prometheus.io/scrape: 'true'
    prometheus.io/port: '9464'
    prometheus.io/path: /metrics
spec:
  automountServiceAccountToken: false
  terminationGracePeriodSeconds: 20
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    seccompProfile: { type: RuntimeDefault }
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels: { app.kubernetes.io/name: homeroom, app.kubernetes.io/instance: {{ .root.Release.Name | quote }}, app.kubernetes.io/component: {{ .process }} }
  containers:
    - name: homeroom
      image: "{{ .root.Values.image.repository }}:{{ .root.Values.image.tag }}"
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      args: [dist/apps/{{ .process }}/main.js]
      env:
        {{- range .root.Values.secretKeys }}
        - name: {{ . }}
          valueFrom: { secretKeyRef: { name: {{ $.root.Values.existingSecret }}, key: {{ . }} } }
        {{- end }}
        {{- range $name, $value := mergeOverwrite (deepCopy .root.Values.settings) .of.settings (.env | default dict) }}
        - name: {{ $name }}
          value: {{ $value | quote }}
        {{- end }}
      ports:
        - { name: operations, containerPort: 9464 }
      startupProbe:
        httpGet: { path: /api/live, port: operations }
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: { path: /api/live, port: operations }
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: { path: /api/ready, port: operations }
        periodSeconds: 5
        timeoutSeconds: 5
      resources: {{- toYaml .of.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: { drop: [ALL] }
      volumeMounts:
        - { name: data, mountPath: /data }
    {{- with .of.door }}
    - {{- toYaml . | nindent 6 }}
    {{- end }}
  volumes:
    # Holds nothing that lasts: every store is elsewhere.
    - name: data
      emptyDir: { sizeLimit: 64Mi }
{{- end -}}
