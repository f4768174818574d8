# SPDX-License-Identifier: GPL-3.0-or-later
<#
.SYNOPSIS
Signs files with the certificate in WINDOWS_CERTIFICATE (a .pfx in base64) and WINDOWS_CERTIFICATE_PASSWORD.
.DESCRIPTION
Does nothing where there is none: what is built without the project's secrets is not signed.
.PARAMETER Files
Files or patterns.
#>
param([Parameter(Mandatory = $true)][string[]]$Files)
$ErrorActionPreference = 'Stop'

if (-not $env:WINDOWS_CERTIFICATE) {
    Write-Output 'no certificate: not signed'
    exit 0
}
$certificate = Join-Path ([IO.Path]::GetTempPath()) 'certificate.pfx'
try {
    [IO.File]::WriteAllBytes($certificate, [Convert]::FromBase64String($env:WINDOWS_CERTIFICATE))
    $tool = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" |
        Sort-Object FullName | Select-Object -Last 1
    foreach ($file in Get-Item $Files) {
        & $tool.FullName sign /fd SHA256 /f $certificate /p $env:WINDOWS_CERTIFICATE_PASSWORD `
            /tr http://timestamp.digicert.com /td SHA256 $file.FullName
        if ($LASTEXITCODE -ne 0) { throw "$file was not signed" }
    }
} finally {
    if (Test-Path -LiteralPath $certificate) { Remove-Item -LiteralPath $certificate }
}
