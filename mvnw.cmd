@echo off
rem Runs Maven, as ./mvnw does elsewhere: an installed one if it is new enough (3.9), otherwise the version that
rem .mvn\wrapper\maven-wrapper.properties pins, fetched once from the Apache archive and checked against its SHA-512.
setlocal
set "MVNW_HERE=%~dp0"
set "MVNW_MAVEN="
for /f "usebackq delims=" %%m in (`powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$script = Get-Content -Raw '%~f0'; Invoke-Expression $script.Substring($script.LastIndexOf('#' + 'powershell'))"`) do set "MVNW_MAVEN=%%m"
if not defined MVNW_MAVEN (
  echo mvnw: no Maven could be found or fetched 1>&2
  exit /b 1
)
call "%MVNW_MAVEN%" %*
exit /b %ERRORLEVEL%

#powershell
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$oldest = [version]'3.9.0'

$installed = Get-Command mvn.cmd -ErrorAction SilentlyContinue
if ($installed) {
  $line = (& $installed.Source --version) -match 'Apache Maven \d' | Select-Object -First 1
  if ($line -match 'Apache Maven (\d+\.\d+\.\d+)' -and [version]$Matches[1] -ge $oldest) {
    return $installed.Source
  }
}

$pinned = @{}
Get-Content (Join-Path $env:MVNW_HERE '.mvn\wrapper\maven-wrapper.properties') |
  Where-Object { $_ -match '^(\w+)=(.+)$' } | ForEach-Object { $pinned[$Matches[1]] = $Matches[2].Trim() }
$base = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { Join-Path $HOME '.m2' }
$dists = Join-Path $base 'wrapper\dists'
$mavenHome = Join-Path $dists "apache-maven-$($pinned.version)"
$maven = Join-Path $mavenHome 'bin\mvn.cmd'
if (Test-Path $maven) {
  return $maven
}

$work = Join-Path $dists ([guid]::NewGuid().ToString())
New-Item -ItemType Directory -Force $work | Out-Null
try {
  $archive = Join-Path $work 'maven.tar.gz'
  [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
  Invoke-WebRequest -UseBasicParsing -Uri $pinned.url -OutFile $archive
  if ((Get-FileHash -Algorithm SHA512 $archive).Hash -ne $pinned.sha512) {
    throw 'The archive of Maven is not what it should be: its SHA-512 differs'
  }
  tar -xzf $archive -C $work
  if (-not (Test-Path $mavenHome)) {
    Move-Item (Join-Path $work "apache-maven-$($pinned.version)") $mavenHome
  }
} finally {
  Remove-Item -Recurse -Force $work
}
return $maven
